import { toString } from 'qrcode'

/** A QR code of an address as SVG: black on white with a quiet zone, for light and dark pages. */
export const qrCode = (address: string) =>
  toString(address, { type: 'svg', errorCorrectionLevel: 'M', margin: 4 })
