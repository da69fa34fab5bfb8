def encrypt(text, shift):
    """The text, each of the letters a to z moved `shift` places on in the alphabet; after z comes a.

    text -- a string; what is not a letter from a to z stays as it is
    shift -- a whole number, which may be negative
    """
    # YOUR CODE HERE
    raise NotImplementedError("encrypt is not filled in yet: your code goes here.")
