import asyncio
async def serve(reader, writer):
    while line := await reader.readline():
        writer.write(line.upper())
        await writer.drain()
    writer.close()
async def ask(n):
    reader, writer = await asyncio.open_connection('127.0.0.1', 9304)
    writer.write(b'word %d\n' % n)
    answer = await reader.readline()
    writer.close()
    await writer.wait_closed()
    return answer
async def main():
    server = await asyncio.start_server(serve, '127.0.0.1', 9304)
    async with server:
        print(await asyncio.gather(*(ask(n) for n in range(3))))
        try:
            await asyncio.wait_for(asyncio.sleep(5), 0.02)
        except asyncio.TimeoutError:
            print('timed out')
asyncio.run(main())
try:
    asyncio.run(ask(1))
except OSError as e:
    print(e)
