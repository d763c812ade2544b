"""Luck of a program comes from the world's seed, its host and its number."""

import os

from _kernel import luck as _luck


def urandom(size, /):
    if size < 0:
        raise ValueError('negative argument not allowed')
    return _luck(size).to_bytes()


def install():
    os.urandom = urandom
    if hasattr(os, 'getrandom'):
        os.getrandom = lambda size, flags=0: urandom(size)


def change_random(random):
    """Of a fresh `random`: what is seeded by nothing is seeded by the program's luck."""
    seed = random.Random.seed

    def seed_by_luck(self, a=None, version=2):
        seed(self, int.from_bytes(urandom(32), 'big') if a is None else a, version)

    random.Random.seed = seed_by_luck
    random._inst.seed()
    random.seed = random._inst.seed
