"""What the sampling kernel does with each form, one grade at a time and in no hurry."""

import math
from statistics import NormalDist

import numpy as np

from riskcore.distributions import form as forms


def value(form, u):
    """The value that `form` gives to one grade."""
    z = NormalDist().inv_cdf(u)
    match form:
        case forms.Constant(number):
            return number
        case forms.Uniform(low, high):
            return low * (1 - u) + high * u
        case forms.Triangular(low, mode, high):
            if u <= (mode - low) / (high - low):
                return low + math.sqrt(u * (high - low) * (mode - low))
            return high - math.sqrt((1 - u) * (high - low) * (high - mode))
        case forms.NormalScore(location, scale):
            return location + scale * z
        case forms.LogNormalScore(location, mu, sigma):
            return location + math.exp(mu + sigma * z)
        case forms.Smooth(_, quantile, location, scale):
            return location + scale * float(quantile(np.array([u]))[0])
        case forms.Steps(edges, low, high):
            k = next(k for k in range(len(low)) if u < edges[k + 1])
            return low[k] + (high[k] - low[k]) * (u - edges[k]) / (edges[k + 1] - edges[k])


def values(form, grades):
    return np.array([value(form, float(u)) for u in grades])
