import asyncio

here = 0


async def echo(reader, writer):
    global here
    here += 1
    while data := await reader.read(1024):
        writer.write(data)
        await writer.drain()
    here -= 1
    print('left', here, flush=True)
    writer.close()
    await writer.wait_closed()


async def main():
    server = await asyncio.start_server(echo, '0.0.0.0', 9420)
    async with server:
        await server.serve_forever()


asyncio.run(main())
