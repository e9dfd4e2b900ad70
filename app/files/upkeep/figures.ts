import db from '@adonisjs/lucid/services/db'
import { DateTime } from 'luxon'
import { filesUnderWay } from '#uploads/under_way'

/** Everything that people store, including the bin, at one moment. */
const WEIGH = `select now() as measured_at, count(*) as files, coalesce(sum(size), 0) as bytes
  from files where state = 'stored'`

type Row = { measured_at: Date; files: string; bytes: string }

async function weigh() {
  const { rows } = await db.rawQuery<{ rows: [Row] }>(WEIGH)
  const [{ measured_at: at, files, bytes }] = rows
  const measuredAt = DateTime.fromJSDate(at, { zone: 'utc' })
  return { files: Number(files), bytes: Number(bytes), measuredAt }
}

/**
 * A total is shown for this many times as long as it took to compute, so that it takes 1 % of the time at most, however
 * many people look.
 */
const SHOWN_FOR = 100

let shown: { figures: ReturnType<typeof weigh>; until: number } | undefined

/** Reads all files, now and then. The result says when. */
function weighStorage() {
  if (shown && performance.now() < shown.until) return shown.figures
  const begun = performance.now()
  const measuring = { figures: weigh(), until: Infinity }
  shown = measuring
  const settle = (times: number) => () => {
    const end = performance.now()
    measuring.until = end + times * (end - begun)
  }
  measuring.figures.then(settle(SHOWN_FOR), settle(0))
  return measuring.figures
}

/** Files whose bytes have arrived and are being made final. */
async function countArriving() {
  const [{ count }] = await db.from('files').where('state', 'incoming').count('* as count')
  return Number(count)
}

/** For the overview: how much is stored in total, and what is arriving. */
export const figuresOfFiles = async () => ({
  storage: await weighStorage(),
  uploads: { inThisProcess: filesUnderWay.count, arriving: await countArriving() },
})
