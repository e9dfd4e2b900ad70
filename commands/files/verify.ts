import { Command, CommandFailure } from '../_command.js'

export default class FilesVerify extends Command {
  static commandName = 'files:verify'
  static description = 'Read every file, and list those that are missing or have changed'

  protected async perform() {
    const { default: fileStore } = await import('#storage/file_store')
    const { verifyFiles } = await import('#upkeep/verify')
    const { whole, missing, changed } = await verifyFiles(fileStore, ({ id, ownerId }, condition) =>
      this.logger.log(`${condition}  ${id}  of account ${ownerId}`)
    )

    if (missing + changed === 0) return `${whole} intact, none missing, none changed.`
    throw new CommandFailure(`${whole} intact, ${missing} missing, ${changed} changed.`)
  }
}
