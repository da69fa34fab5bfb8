# -*- coding: gbk -*-
# 作业：参数初始化
import numpy as np


def initialize_parameters_zeros(layers_dims):
    """全部初始化为零"""
    参数 = {}
    for 层 in range(1, len(layers_dims)):
        参数["W" + str(层)] = np.zeros((layers_dims[层], layers_dims[层 - 1]))   # 权重
        参数["b" + str(层)] = np.zeros((layers_dims[层], 1))                     # 偏置
    return 参数


def initialize_parameters_random(layers_dims):
    """随机初始化，权重很大"""
    np.random.seed(3)
    参数 = {}
    for 层 in range(1, len(layers_dims)):
        参数["W" + str(层)] = np.random.randn(layers_dims[层], layers_dims[层 - 1]) * 10
        参数["b" + str(层)] = np.zeros((layers_dims[层], 1))
    return 参数


def initialize_parameters_he(layers_dims):
    """何恺明初始化"""
    np.random.seed(3)
    参数 = {}
    for 层 in range(1, len(layers_dims)):
        缩放 = np.sqrt(2 / layers_dims[层 - 1])
        参数["W" + str(层)] = np.random.randn(layers_dims[层], layers_dims[层 - 1]) * 缩放
        参数["b" + str(层)] = np.zeros((layers_dims[层], 1))
    return 参数
