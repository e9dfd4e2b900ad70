/** So many files, at the beginning of a sentence that tells what has become of them. */
export const filesAre = (count: number) => (count === 1 ? 'One file is' : `${count} files are`)
