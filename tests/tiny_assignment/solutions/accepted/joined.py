def encrypt(text, shift):
    alphabet = "abcdefghijklmnopqrstuvwxyz"
    return "".join(alphabet[(alphabet.index(c) + shift) % 26] if c in alphabet else c for c in text)
