import { flags } from '@adonisjs/core/ace'
import { counted } from '#words/counted'
import { Command, CommandFailure } from '../_command.js'

const DISKS = ['local', 's3'] as const
type DiskName = (typeof DISKS)[number]

export default class FilesCopy extends Command {
  static commandName = 'files:copy'
  static description = 'Copy the bytes of all files from one disk to the other'
  static help = [
    'Skips files that are already complete on the other disk, so a stopped copy resumes when run again.',
    'Each copy is read back and compared with its checksum.',
    '```',
    '{{ binaryName }} files:copy --from local --to s3',
    '```',
  ]

  @flags.string({ description: 'Disk to copy from: local or s3' })
  declare from: string

  @flags.string({ description: 'Disk to copy to: local or s3' })
  declare to: string

  protected async perform() {
    const { fileStoreOn } = await import('#storage/file_store')
    const { copyFiles } = await import('#upkeep/copy')
    const [from, to] = await this.#disks()
    const { copied, present, missing, changed } = await copyFiles(
      fileStoreOn(from),
      fileStoreOn(to),
      ({ id, ownerId }, fault) => this.logger.log(`${fault}  ${id}  of account ${ownerId}`)
    )

    const done = `${counted(copied, 'file')} copied, ${present} already there`
    if (missing + changed === 0) return `${done}.`
    throw new CommandFailure(`${done}; ${missing} missing on ${from}, ${changed} changed.`)
  }

  async #disks(): Promise<[from: DiskName, to: DiskName]> {
    const { s3IsConfigured } = await import('#config/drive')
    const find = (name: string) => DISKS.find((disk) => disk === name)
    const [from, to] = [find(this.from), find(this.to)]
    if (!from || !to || from === to)
      throw new CommandFailure('Use --from local --to s3, or --from s3 --to local.')
    if (!s3IsConfigured)
      throw new CommandFailure('STORAGE_S3_BUCKET: is missing. It names the bucket.')
    return [from, to]
  }
}
