import time, datetime
a = time.monotonic()
time.sleep(0.05)
b = time.monotonic()
print(0.05 <= b - a < 2, time.time() > 1.7e9, time.perf_counter() >= 0)
print(time.strftime('%Y-%m-%d %H:%M:%S', time.gmtime(0)), time.localtime(0).tm_hour, time.tzname[0])
print(datetime.datetime(2026, 1, 2, 3, 4, 5).isoformat(), datetime.timedelta(seconds=90), datetime.datetime.fromtimestamp(86400).strftime('%d.%m.%Y'))
time.sleep(-1)
