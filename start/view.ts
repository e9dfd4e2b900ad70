import app from '@adonisjs/core/services/app'
import string from '@adonisjs/core/helpers/string'
import edge from 'edge.js'
import { edgePluginSession } from '@adonisjs/session/plugins/edge'
import vite from '@adonisjs/vite/services/main'
import { DAY, durationInWords } from '#http/duration'
import { rememberTemplates } from '#http/remembered_templates'

edge.use(edgePluginSession)
edge.global('bytes', (count: number) =>
  string.bytes.format(count, { unitSeparator: ' ', decimalPlaces: 1 })
)

edge.global('inDays', (count: number) => durationInWords(count * DAY))

if (app.inProduction) rememberTemplates(edge, vite)
