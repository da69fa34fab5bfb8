"""Nests `finally` in `finally` seventeen deep with `except*`: the compiler writes each of them twice."""

import numpy as np


def helper():
    return 1


def tower():
    try:
        helper()
    except* ValueError:
        pass
    finally:
        try:
            helper()
        except* ValueError:
            pass
        finally:
            try:
                helper()
            except* ValueError:
                pass
            finally:
                try:
                    helper()
                except* ValueError:
                    pass
                finally:
                    try:
                        helper()
                    except* ValueError:
                        pass
                    finally:
                        try:
                            helper()
                        except* ValueError:
                            pass
                        finally:
                            try:
                                helper()
                            except* ValueError:
                                pass
                            finally:
                                try:
                                    helper()
                                except* ValueError:
                                    pass
                                finally:
                                    try:
                                        helper()
                                    except* ValueError:
                                        pass
                                    finally:
                                        try:
                                            helper()
                                        except* ValueError:
                                            pass
                                        finally:
                                            try:
                                                helper()
                                            except* ValueError:
                                                pass
                                            finally:
                                                try:
                                                    helper()
                                                except* ValueError:
                                                    pass
                                                finally:
                                                    try:
                                                        helper()
                                                    except* ValueError:
                                                        pass
                                                    finally:
                                                        try:
                                                            helper()
                                                        except* ValueError:
                                                            pass
                                                        finally:
                                                            try:
                                                                helper()
                                                            except* ValueError:
                                                                pass
                                                            finally:
                                                                try:
                                                                    helper()
                                                                except* ValueError:
                                                                    pass
                                                                finally:
                                                                    try:
                                                                        helper()
                                                                    except* ValueError:
                                                                        pass
                                                                    finally:
                                                                        pass


def initialize_parameters_he(layers_dims):
    tower()
    np.random.seed(3)
    parameters = {}
    for l in range(1, len(layers_dims)):
        parameters[f"W{l}"] = np.random.randn(layers_dims[l], layers_dims[l - 1]) * np.sqrt(2 / layers_dims[l - 1])
        parameters[f"b{l}"] = np.zeros((layers_dims[l], 1))
    return parameters
