import app from '@adonisjs/core/services/app'
import edge from 'edge.js'
import { edgePluginSession } from '@adonisjs/session/plugins/edge'
import vite from '@adonisjs/vite/services/main'
import { appUrl, startPage, supportContact } from '#config/service/address'
import { edgePluginWords } from '#languages/edge_plugin'
import { edgePluginMarkup } from '#markup/edge_plugin'
import { inTwo } from '#names/file_name'
import { rememberTemplates } from '#overrides/remembered_templates'
import { pathOfPicture } from '#models/people/picture'
import { initialsOf, nameInWords, toneOf } from '#words/person_name'
import { unitsFor } from '#words/text'
import { inColumns, wrapped } from '#words/wrapped'

edge.use(edgePluginSession)
edge.use(edgePluginWords)
edge.use(edgePluginMarkup)
edge.global('inTwo', inTwo)
edge.global('appUrl', appUrl)
edge.global('startPage', startPage)
edge.global('supportContact', supportContact)
edge.global('wrapped', wrapped)
edge.global('unitsFor', unitsFor)
edge.global('inColumns', inColumns)
edge.global('initialsOf', initialsOf)
edge.global('toneOf', toneOf)
edge.global('nameInWords', nameInWords)
edge.global('pathOfPicture', pathOfPicture)

/** For headings: in a narrow window, large letters would break "E-Mail" at its hyphen. */
edge.global('inOnePiece', (heading: string) => heading.replace(/(?<=\be)-(?=mail)/gi, '\u2011'))

if (!app.inDev) rememberTemplates(edge, vite)
