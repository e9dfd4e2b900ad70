import { fileLimits } from '#config/service/files'

/** Media types of executables. */
const PROGRAMS = [
  'application/java-archive',
  'application/java-vm',
  'application/vnd.android.package-archive',
  'application/wasm',
  'application/x-elf',
  'application/x-mach-binary',
  'application/x-msdownload',
  'application/x-deb',
  'application/x-rpm',
  'application/x-shockwave-flash',
  'application/x-ms-shortcut',
]

export const isProgram = (mediaType: string) => PROGRAMS.includes(mediaType)

const matches = (pattern: string, mediaType: string) =>
  pattern === '*/*' ||
  (pattern.endsWith('*') ? mediaType.startsWith(pattern.slice(0, -1)) : mediaType === pattern)

export const isTaken = (mediaType: string) =>
  fileLimits.mediaTypes.some((pattern) => matches(pattern, mediaType))
