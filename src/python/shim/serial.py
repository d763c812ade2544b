"""Objects that programs put into sets have numbers for hashes, so that a set is walked in the same order in each run."""

from .door import state


def numbered(cls):
    """Gives a class of objects hashes that count up in each program."""
    name = '_serial_of_the_classroom'

    def __hash__(self):
        own = self.__dict__
        number = own.get(name)
        if number is None:
            number = own[name] = state.current.program.next_number() if state.current is not None else 0
        return number

    cls.__hash__ = __hash__
