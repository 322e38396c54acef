import type { IPC_CONTRACT } from '../../src-shared/ipc-contract.ts'
import type { Notifiers } from '../../src-shared/ipc-types.ts'
import type { LogRecord } from '../../src-shared/log-record.ts'
import type { Log } from '../control/log/log.ts'

type FedLog = Pick<Log, 'recent' | 'open' | 'close'>

/** The log in the window: flows while its view is open and the window can be seen. */
export class LogFeed {
  readonly #log: FedLog
  readonly #notify: Notifiers<typeof IPC_CONTRACT>
  #wanted = false
  #visible = false
  #flows = false
  /** The newest record that the window has. */
  #last = 0

  constructor(log: FedLog, notify: Notifiers<typeof IPC_CONTRACT>) {
    this.#log = log
    this.#notify = notify
  }

  open(): { records: LogRecord[] } {
    const records = this.#log.recent()
    this.#last = records.at(-1)?.seq ?? 0
    this.#wanted = true
    this.#adjust()
    return { records }
  }

  close(): void {
    this.#wanted = false
    this.#adjust()
  }

  setVisible(visible: boolean): void {
    this.#visible = visible
    this.#adjust()
  }

  #adjust(): void {
    const flows = this.#wanted && this.#visible
    if (flows === this.#flows) return
    this.#flows = flows
    if (!flows) {
      this.#log.close()
      return
    }
    this.#catchUp()
    this.#log.open(({ records, dropped }) => {
      this.#last = records.at(-1)?.seq ?? this.#last
      this.#notify.logs.appended({ records, dropped })
    })
  }

  /** A window that comes back gets what it missed, as far as that is still kept. */
  #catchUp(): void {
    const records = this.#log.recent().filter(({ seq }) => seq > this.#last)
    const [first] = records
    if (first === undefined) return
    const dropped = Math.max(0, first.seq - this.#last - 1)
    this.#last = records.at(-1)?.seq ?? this.#last
    this.#notify.logs.appended({ records, dropped })
  }
}
