from math import sqrt


def large(fan_in):
    return 10


def he(fan_in):
    return sqrt(2 / fan_in)
