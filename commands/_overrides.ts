import { ListLoader } from '@adonisjs/core/ace'
import DbSeed from './db_seed.js'
import GenerateKey from './generate_key.js'
import MigrationRun from './migration_run.js'

/** Our commands that replace a package's: ace looks in this folder only for names that no package has. */
const loader = new ListLoader([GenerateKey, MigrationRun, DbSeed])

export const getMetaData = () => loader.getMetaData()
export const getCommand: typeof loader.getCommand = (metaData) => loader.getCommand(metaData)
