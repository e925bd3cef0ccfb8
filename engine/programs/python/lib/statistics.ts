/** `statistics`. */
export const statistics = String.raw`"""Averages and spread."""

import math as _math
from collections import Counter as _Counter


class StatisticsError(ValueError):
    pass


def _numbers(data, what='mean'):
    values = list(data)
    if not values:
        raise StatisticsError(f'{what} requires at least one data point')
    return values


def _whole(value):
    return int(value) if isinstance(value, float) and value == int(value) else value


def mean(data):
    values = _numbers(data)
    total = _math.fsum(values) if any(isinstance(each, float) for each in values) else sum(values)
    result = total / len(values)
    return _whole(result) if all(isinstance(each, int) for each in values) else result


def fmean(data, weights=None):
    values = _numbers(data, 'fmean')
    if weights is None:
        return _math.fsum(values) / len(values)
    weights = list(weights)
    return _math.fsum(a * b for a, b in zip(values, weights)) / _math.fsum(weights)


def _sorted(data):
    values = sorted(data)
    if not values:
        raise StatisticsError('no median for empty data')
    return values


def median(data):
    values = _sorted(data)
    middle = len(values) // 2
    return values[middle] if len(values) % 2 else (values[middle - 1] + values[middle]) / 2


def median_low(data):
    values = _sorted(data)
    return values[(len(values) - 1) // 2]


def median_high(data):
    values = _sorted(data)
    return values[len(values) // 2]


def mode(data):
    for each, _ in _Counter(iter(data)).most_common(1):
        return each
    raise StatisticsError('no mode for empty data')


def multimode(data):
    counts = _Counter(iter(data))
    most = max(counts.values(), default=0)
    return [each for each, times in counts.items() if times == most]


def _squares(values, centre):
    middle = sum(values) / len(values) if centre is None else centre
    return _math.fsum((each - middle) ** 2 for each in values)


def variance(data, xbar=None):
    values = list(data)
    if len(values) < 2:
        raise StatisticsError('variance requires at least two data points')
    result = _squares(values, xbar) / (len(values) - 1)
    return _whole(result) if all(isinstance(each, int) for each in values) else result


def pvariance(data, mu=None):
    values = _numbers(data, 'pvariance')
    result = _squares(values, mu) / len(values)
    return _whole(result) if all(isinstance(each, int) for each in values) else result


def stdev(data, xbar=None):
    values = list(data)
    if len(values) < 2:
        raise StatisticsError('stdev requires at least two data points')
    return _math.sqrt(variance(values, xbar))


def pstdev(data, mu=None):
    return _math.sqrt(pvariance(data, mu))
`;
