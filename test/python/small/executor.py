from concurrent.futures import ThreadPoolExecutor, as_completed, wait, TimeoutError
import time
def square(n):
    time.sleep(0.01 * n)
    return n * n
with ThreadPoolExecutor(max_workers=3) as pool:
    print(list(pool.map(square, [3, 1, 2])))
    futures = [pool.submit(square, n) for n in (5, 1, 3)]
    print(sorted(f.result() for f in as_completed(futures)))
    bad = pool.submit(lambda: int('x'))
    print(type(bad.exception()).__name__, bad.done())
    slow = pool.submit(square, 20)
    try:
        slow.result(timeout=0.01)
    except TimeoutError:
        print('not yet')
    done, rest = wait([slow])
    print(len(done), len(rest))
bad.result()
