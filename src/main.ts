import { buildApp } from './app.ts'
import type { Config } from './config.ts'
import { createFeatures, type Features } from './features.ts'
import { startHousekeeping } from './housekeeping.ts'
import { migrateToLatest } from './platform/db/migrate.ts'
import { createPlatform, type Platform, type PlatformOptions } from './platform/platform.ts'
import { createTexts } from './texts.ts'

/** A server that answers. */
export interface RunningServer {
  readonly platform: Platform
  readonly features: Features
  /** Where it listens, with the port that it really got. */
  readonly address: string
  /** Takes no new requests, finishes those in flight, delivers what is being delivered, closes the database. */
  stop(): Promise<void>
}

/** The port is taken or the host is not one of this machine. */
export class CannotListen extends Error {}

/**
 * Opens the database, brings it up to date, and listens.
 * @throws CannotListen, DatabaseUnavailable
 */
export async function startServer(config: Config, options: Partial<PlatformOptions> = {}): Promise<RunningServer> {
  const platform = await createPlatform(config, { i18n: createTexts(), ...options })
  try {
    await migrateToLatest(platform.db)
    const features = await createFeatures(platform)
    const app = await buildApp(platform, features)
    const address = await listen(app, config)
    platform.outbox.start()
    features.customerImports.start()
    features.bulkChanges.start()
    const stopHousekeeping = startHousekeeping(platform, features)
    return {
      platform,
      features,
      address,
      async stop() {
        stopHousekeeping()
        await app.close()
        await features.customerImports.stop()
        await features.bulkChanges.stop()
        await platform.close()
      },
    }
  } catch (error) {
    await platform.close()
    throw error
  }
}

async function listen(app: Awaited<ReturnType<typeof buildApp>>, config: Config): Promise<string> {
  try {
    return await app.listen({ port: config.port, host: config.host })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EADDRINUSE') {
      throw new CannotListen(`Port ${config.port} is in use by another program. Choose another one with FOYER_PORT.`)
    }
    if (code === 'EACCES') throw new CannotListen(`Port ${config.port} needs more rights. Choose one above 1023.`)
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
      throw new CannotListen(`${config.host} is not an address of this machine. Check FOYER_HOST.`)
    }
    throw error
  }
}
