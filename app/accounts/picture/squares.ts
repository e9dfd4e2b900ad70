import logger from '@adonisjs/core/services/logger'
import { pictures } from '#config/service/pictures'
import { problems } from '#exceptions/problem'
import { mediaTypeOf, TELLING_BYTES } from '#storage/media_type'

/** A picture in one of the stored sizes. */
export type Square = { width: number; bytes: Buffer }

const TAKEN = ['image/jpeg', 'image/png', 'image/apng', 'image/webp', 'image/gif']

/** The decoders for those formats, and no others. sharp knows many more, and detects the format by itself. */
const READERS = ['Jpeg', 'Png', 'Webp', 'Nsgif'].map((format) => `VipsForeignLoad${format}Buffer`)

async function load() {
  const { default: sharp } = await import('sharp')
  sharp.cache(false)
  sharp.concurrency(1)
  sharp.block({ operation: ['VipsForeignLoad'] })
  sharp.unblock({ operation: READERS })
  return sharp
}

let library: ReturnType<typeof load> | undefined

let last: Promise<unknown> = Promise.resolve()

/** One at a time: each may take 250 MB for a moment. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const turn = last.then(work)
  last = turn.catch(() => {})
  return turn
}

/** @throws Problem validation_failed if it cannot be decoded completely */
async function read<T>(work: () => Promise<T>) {
  try {
    return await work()
  } catch (error) {
    logger.info({ err: error }, 'a picture could not be read')
    throw problems.brokenRule('file.picture')
  }
}

/** @throws Problem validation_failed */
async function refuseTooManyPixels(bytes: Buffer) {
  const sharp = await (library ??= load())
  const { width, height } = await read(() => sharp(bytes, { limitInputPixels: false }).metadata())
  if (width * height > pictures.mostPixels)
    throw problems.brokenRule('file.pixels', { values: { most: pictures.mostPixels / 1_000_000 } })
}

/** Rotated as its EXIF data says, cropped to a centred square, converted to sRGB, and stripped of all other data. */
async function draw(bytes: Buffer): Promise<Square[]> {
  const sharp = await (library ??= load())
  const { small, large } = pictures.widths
  const options = { limitInputPixels: pictures.mostPixels, failOn: 'error' as const }
  const { data, info } = await sharp(bytes, options)
    .timeout({ seconds: pictures.patience })
    .autoOrient()
    .resize(large, large, { fit: 'cover' })
    .raw()
    .toBuffer({ resolveWithObject: true })
  const { width, height, channels } = info
  const inWidth = (wanted: number) =>
    sharp(data, { raw: { width, height, channels } })
      .resize(wanted, wanted)
      .webp({ quality: 82 })
      .toBuffer()
  return [
    { width: small, bytes: await inWidth(small) },
    { width: large, bytes: await inWidth(large) },
  ]
}

/**
 * The squares stored for a picture. They are drawn anew, so that nothing of the original file but its pixels is passed
 * on. Of an animation, only the first frame is used.
 * @throws Problem unsupported_media_type if it is not a JPEG, PNG, WebP or GIF, whatever it is called, or
 * validation_failed if it has too many pixels or is damaged
 */
export async function squaresOf(bytes: Buffer): Promise<Square[]> {
  const type = await mediaTypeOf(bytes.subarray(0, TELLING_BYTES))
  if (!TAKEN.includes(type)) throw problems.noPicture()
  return inTurn(async () => {
    await refuseTooManyPixels(bytes)
    return read(() => draw(bytes))
  })
}
