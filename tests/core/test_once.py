from django.http import HttpRequest

from core.once import once_a_request


def test_what_is_asked_twice_is_found_out_once_for_each_request():
    asked = []

    @once_a_request
    def number_of(request):
        asked.append(request)
        return len(asked)

    one, other = HttpRequest(), HttpRequest()
    assert [number_of(one), number_of(one), number_of(other), number_of(one)] == [1, 1, 2, 1]
