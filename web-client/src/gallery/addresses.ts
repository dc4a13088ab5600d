/** Addresses of keys that nobody uses. */
export const ME = 'call:5MuLKDuCTx4SdMxqLbbBJe7Cn2tK5P6Agfat5w9bYCPZ';

export const OTHERS = [
  'call:9UYsjLi7ofurUj9bLQ8mTGnA9PeMQAGKfFMGxvq4Sge3',
  'call:4gJn8ByyYXZoGwGLXNivnv3S2rnQE4fyCxHAkvc8Epvq',
  'call:7HxYyyBcRCviHZVnKqwKr2DZ8Pc9XZfQZibJe5hRK2gN',
  'call:28N1FwW2PtFv4ytN3AmXj6p2XUGTGc6rqWUwnCvEX1wt',
  'call:JDXWkj7Gukzb3PttMS9pZnT9XeVdfbRZpsfY8nYpVQXp',
  'call:HZJkBueVZ278NwAzBWJHWD3aPECWWA44GmraR6wp7s86',
  'call:GrV6KZK8dRQC4wWUpmzPqFg7LUCexnupsNLMKbiX8UE1',
  'call:8JHBPkVxJfA7zDA4avqJ5p8hjriZ6x44RmvjGne2GXu2',
] as const;
