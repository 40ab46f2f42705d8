print("raido")
