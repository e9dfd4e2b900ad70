import { say } from '../words.ts'

const UNITS = ['B', 'KB', 'MB', 'GB', 'TB']

/** As the pages write it. */
export function sizeInWords(bytes: number) {
  const power = Math.min(Math.floor(Math.log2(Math.max(bytes, 1)) / 10), UNITS.length - 1)
  return `${Number((bytes / 1024 ** power).toFixed(1))} ${UNITS[power]}`
}

export const timeInWords = (seconds: number) =>
  seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.round(seconds / 60)} min`

export const filesInWords = (count: number) =>
  count === 1 ? say('one_file') : say('files', { count })
