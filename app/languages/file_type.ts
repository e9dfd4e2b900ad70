import type { I18n } from '@adonisjs/i18n'

/** The last part of a key in resources/lang/…/files.json, or a name that is the same in every language. */
const BY_MEDIA_TYPE: Record<string, string> = {
  'application/pdf': 'pdf',
  'application/zip': 'zip',
  'application/gzip': 'gzip',
  'application/json': 'JSON',
  'application/octet-stream': 'unknown',
  'application/x-7z-compressed': '7z',
  'application/x-rar-compressed': 'rar',
  'application/x-tar': 'tar',
  'application/rtf': 'rtf',
  'application/xml': 'XML',
  'application/epub+zip': 'epub',
  'text/plain': 'text',
  'text/html': 'html',
  'text/csv': 'csv',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'word',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'excel',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'powerpoint',
  'audio/mpeg': 'mp3',
}

const BY_ENDING: Record<string, string> = {
  css: 'css',
  csv: 'csv',
  dwg: 'dwg',
  eml: 'eml',
  ics: 'ics',
  iso: 'iso',
  js: 'JavaScript',
  json: 'JSON',
  log: 'log',
  md: 'Markdown',
  py: 'Python',
  sql: 'SQL',
  srt: 'srt',
  tex: 'tex',
  ts: 'TypeScript',
  tsv: 'tsv',
  vcf: 'vcf',
  yaml: 'YAML',
  yml: 'YAML',
}

const ENDING = /\.([a-z\d]{1,8})$/i

const FAMILIES = ['image', 'audio', 'video']

const inWords = (type: string, words: I18n) =>
  /[A-Z]/.test(type) ? type : words.t(`files.types.${type}`)

/** A hint by the ending of the name, where the bytes tell nothing. It decides nothing. */
function byEnding(mediaType: string, name: string, words: I18n) {
  const isUnknown = mediaType === 'application/octet-stream'
  if (!isUnknown && mediaType !== 'text/plain') return undefined
  const ending = ENDING.exec(name)?.[1].toLowerCase()
  if (!ending) return undefined
  if (Object.hasOwn(BY_ENDING, ending)) return inWords(BY_ENDING[ending], words)
  return isUnknown ? words.t('files.types.by_ending', { ending: ending.toUpperCase() }) : undefined
}

function byMediaType(mediaType: string, words: I18n) {
  if (Object.hasOwn(BY_MEDIA_TYPE, mediaType)) return inWords(BY_MEDIA_TYPE[mediaType], words)
  const [family, subtype] = mediaType.split('/')
  if (!FAMILIES.includes(family)) return mediaType
  const format = subtype
    .split('+')[0]
    .replace(/^(x-|vnd\.)/, '')
    .toUpperCase()
  return words.t('files.types.of_family', { format, family })
}

/** What a file is, in words. A media type that is not known here stays as it is. */
export const fileTypeInWords = (mediaType: string, name: string, words: I18n) =>
  byEnding(mediaType, name, words) ?? byMediaType(mediaType, words)
