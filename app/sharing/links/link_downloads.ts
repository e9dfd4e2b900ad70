import type { HttpRequest } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { resumption } from '#config/service/sharing'
import { transaction } from '#database/transaction'
import { networkOf } from '#http/network'
import FileLink from '#models/file_link'
import { hashArray } from '#secrets/hash_array'
import { keyedHashes } from '#secrets/keyed_hash'

/** An answer that is about to be sent: this many bytes of a file of this size. */
export type Answered = { length: number; isPart: boolean; size: number }

/** SQL: whether a requester has a download of a link in progress. */
export const IN_A_DOWNLOAD = `exists (
    select from link_downloads
    where link_id = file_links.id and downloader = any(?::bytea[]) and bytes_left > 0
      and started_at > now() - make_interval(secs => ${resumption.seconds})
  )`

/** One row, also where the same requester has begun under a former key and again under the current one. */
const GO_ON = `
  update link_downloads set bytes_left = bytes_left - :length
  where link_id = :id and downloader = (
    select downloader from link_downloads
    where link_id = :id and downloader = any(:downloaders::bytea[]) and bytes_left >= :length
      and started_at > now() - make_interval(secs => ${resumption.seconds})
    order by started_at desc limit 1)
  returning downloader`

const COUNT = `
  update file_links set downloads = downloads + 1 where id = :id and downloads < max_downloads`

/** Several people may share one address, each with a download of their own. */
const BEGIN = `
  insert into link_downloads (link_id, downloader, bytes_left) values (:id, :downloader, :left)
  on conflict (link_id, downloader) do update set started_at = now(), bytes_left = excluded.bytes_left +
    case when link_downloads.started_at > now() - make_interval(secs => ${resumption.seconds})
    then link_downloads.bytes_left else 0 end`

const GIVE_BYTES_BACK = `
  update link_downloads set bytes_left = bytes_left + :length where link_id = :id and downloader = :downloader`

const GIVE_DOWNLOAD_BACK = `update file_links set downloads = downloads - 1 where id = :id`

type Taken = {
  /** Call it if nothing was sent. */
  giveBack(): Promise<unknown>
  /** Call it if the answer broke off, with the number of bytes not sent. */
  giveBytesBack(length: number): Promise<unknown>
}

/**
 * Identifies a download that continues, by the hashes that it may have: apps send nothing else that is specific to them.
 * Neither value is stored.
 */
export const downloaderOf = (request: HttpRequest) =>
  keyedHashes('link download', `${networkOf(request.ip())} ${request.header('user-agent', '')}`)

type Changed = { rows: { downloader?: Buffer }[]; rowCount: number }

/** @returns the row that was changed, if any */
async function change(
  client: Pick<TransactionClientContract, 'rawQuery'>,
  statement: string,
  values: Record<string, string | number | Buffer>
) {
  // eslint-disable-next-line sql/static -- one of those above
  const { rows, rowCount } = await client.rawQuery<Changed>(statement, values)
  return rowCount > 0 ? { downloader: rows[0]?.downloader } : null
}

/**
 * Takes one of the downloads of a link that counts them. A partial answer continues the requester's earlier download,
 * as long as they are sent no more than twice the file in total: so a download that broke off can be resumed, and one
 * in parts counts once, but parts cannot be used to download again and again. Of two simultaneous requests for the last
 * download, one gets it.
 * @returns null if there is none left
 */
export async function takeDownload(
  { id }: FileLink,
  downloaders: Buffer[],
  { length, isPart, size }: Answered
): Promise<Taken | null> {
  const allowed = resumption.timesTheFile * size
  const [downloader] = downloaders
  const values = {
    id,
    downloaders: hashArray(downloaders),
    downloader,
    length,
    left: allowed - length,
  }
  const taken = await transaction(async (trx) => {
    await FileLink.query({ client: trx }).where('id', id).forUpdate().firstOrFail()
    const continued = isPart && (await change(trx, GO_ON, values))
    if (continued) return { downloader: continued.downloader!, isNew: false }
    if (!(await change(trx, COUNT, values))) return null
    await change(trx, BEGIN, values)
    return { downloader, isNew: true }
  })
  if (!taken) return null
  const { downloader: by, isNew } = taken
  const giveBytesBack = (unsent: number) =>
    change(db.connection(), GIVE_BYTES_BACK, { id, downloader: by, length: unsent })
  const giveDownloadBack = () =>
    transaction(async (trx) => {
      await change(trx, GIVE_DOWNLOAD_BACK, { id })
      await change(trx, GIVE_BYTES_BACK, { id, downloader: by, length: length - allowed })
    })
  return {
    giveBytesBack,
    giveBack: () => (isNew ? giveDownloadBack() : giveBytesBack(length)),
  }
}
