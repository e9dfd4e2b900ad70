import { configProvider } from '@adonisjs/core'
import app from '@adonisjs/core/services/app'
import { defineConfig, loaders } from '@adonisjs/i18n'
import type { I18nManagerConfig } from '@adonisjs/i18n/types'
import { CompiledMessages } from '#overrides/compiled_messages'
import { PSEUDO_LANGUAGE, PseudoMessages } from '#languages/pseudo'

/** The languages that people can choose, each by its own name. All texts are in resources/lang/<language>/. */
export const LANGUAGES = { en: 'English', de: 'Deutsch' } as const

export type Language = keyof typeof LANGUAGES

export const LANGUAGE_CODES = Object.keys(LANGUAGES) as Language[]

const files = loaders.fs({ location: app.languageFilesPath() })

const pseudo = configProvider.create(async (application) => {
  const loader = await files.resolver(application)
  return (config: I18nManagerConfig) => new PseudoMessages(loader(config))
})

export default defineConfig({
  defaultLocale: 'en',
  supportedLocales: app.inProduction ? LANGUAGE_CODES : [...LANGUAGE_CODES, PSEUDO_LANGUAGE],
  formatter: () => new CompiledMessages(),
  loaders: app.inProduction ? [files] : [files, pseudo],
})
