/** Extensions that differ from the second half of their media type. */
const ENDINGS: Record<string, string> = {
  'application/gzip': 'gz',
  'application/octet-stream': 'bin',
  'application/x-7z-compressed': '7z',
  'application/x-tar': 'tar',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'pptx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'audio/mpeg': 'mp3',
  'audio/x-m4a': 'm4a',
  'image/jpeg': 'jpg',
  'image/svg+xml': 'svg',
  'text/plain': 'txt',
  'video/quicktime': 'mov',
  'video/x-matroska': 'mkv',
}

/** A name for a file that came without a readable one. */
export function madeUpName(mediaType: string) {
  const [, subtype] = /\/([a-z\d]{2,5})$/.exec(mediaType) ?? []
  const ending = ENDINGS[mediaType] ?? subtype
  return ending ? `file.${ending}` : 'file'
}
