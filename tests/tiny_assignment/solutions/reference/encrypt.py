def encrypt(text, shift):
    """The text, each of the letters a to z moved `shift` places on in the alphabet; after z comes a.

    text -- a string; what is not a letter from a to z stays as it is
    shift -- a whole number, which may be negative
    """
    ### BEGIN SOLUTION
    moved = []
    for letter in text:
        if "a" <= letter <= "z":
            letter = chr((ord(letter) - ord("a") + shift) % 26 + ord("a"))
        moved.append(letter)
    return "".join(moved)
    ### END SOLUTION
