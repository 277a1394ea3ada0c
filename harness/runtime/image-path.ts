/** In the place of a program's path: the image that has it. */
const SCHEME = 'image:';

export const pathOfImage = (image: string): string => `${SCHEME}${image}`;

export const isImagePath = (path: string): boolean => path.startsWith(SCHEME);

/** The image that a path means; undefined where it is a path. */
export const imageInPath = (path: string): string | undefined =>
  isImagePath(path) ? path.slice(SCHEME.length) : undefined;
