import numpy as np; import math

def initialize_parameters_zeros(layers_dims):
# nothing learns with this one
    parameters = {}
    for l in range(1, len(layers_dims)):
#       W = np.random.randn(layers_dims[l], layers_dims[l - 1])
        W = np.zeros((layers_dims[l],
layers_dims[l - 1]))
        b = np.zeros((layers_dims[l], 1)); parameters["W" + str(l)] = W; parameters["b" + str(l)] = b
# done
    return parameters

def initialize_parameters_random(layers_dims):
    np.random.seed(3); parameters = {}; L = len(layers_dims)
    for l in range(1, L): parameters["W" + str(l)] = np.random.randn(layers_dims[l], layers_dims[l - 1]) * 10; parameters["b" + str(l)] = np.zeros((layers_dims[l], 1))
    return parameters

def initialize_parameters_he (layers_dims) :
    '''He
initialization
'''
    np . random . seed ( 3 )
    parameters={}
    for l in range ( 1 , len ( layers_dims ) ) :
            parameters [ "W" + str ( l ) ] = np.random.randn(layers_dims[l], \
                layers_dims[l-1]) \
                * math.sqrt(2/layers_dims[l-1])
#           parameters["b" + str(l)] = np.random.randn(layers_dims[l], 1)
            parameters [ "b" + str ( l ) ] = np.zeros((layers_dims[l] , 1))
    return(parameters)
