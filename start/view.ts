import app from '@adonisjs/core/services/app'
import edge from 'edge.js'
import { edgePluginSession } from '@adonisjs/session/plugins/edge'
import vite from '@adonisjs/vite/services/main'
import { appUrl, supportContact } from '#config/address'
import { DAY, durationInWords } from '#words/duration'
import { inTwo } from '#names/file_name'
import { rememberTemplates } from '#overrides/remembered_templates'
import { sizeInWords } from '#words/size'

edge.use(edgePluginSession)
edge.global('bytes', sizeInWords)
edge.global('inTwo', inTwo)
edge.global('appUrl', appUrl)
edge.global('supportContact', supportContact)

edge.global('inDays', (count: number) => durationInWords(count * DAY))

/** For headings: large letters in a narrow window break "e-mail" at its hyphen. */
edge.global('inOnePiece', (heading: string) => heading.replaceAll('e-mail', 'e\u2011mail'))

if (app.inProduction) rememberTemplates(edge, vite)
