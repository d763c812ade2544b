try:
    import nothing_like_it
except ModuleNotFoundError as e:
    print(e, e.name)
try:
    from socket import nothing_like_it
except ImportError as e:
    print(e.name)
raise
