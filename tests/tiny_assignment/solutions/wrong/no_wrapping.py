def encrypt(text, shift):
    return "".join(chr(ord(c) + shift) if "a" <= c <= "z" else c for c in text)
