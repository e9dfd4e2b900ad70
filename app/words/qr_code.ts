import { toString } from 'qrcode'

/** A picture of an address for a camera: SVG, black on white with the quiet zone around it, for light and dark pages. */
export const qrCode = (address: string) =>
  toString(address, { type: 'svg', errorCorrectionLevel: 'M', margin: 4 })
