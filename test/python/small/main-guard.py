def main():
    print('main', __name__, __file__.endswith('.py'))
if __name__ == '__main__':
    main()
