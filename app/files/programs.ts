/** Media types of what a computer runs. */
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
