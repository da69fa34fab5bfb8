from network import model, load_dataset

X, Y, _, _ = load_dataset()
model(X, Y, initialization="he")
