/** Networks: how old their rules are, newer rules from a file, and those a person defines. */
import {
  call,
  type CallFailure,
  importRules,
  type OwnNetwork,
  type RulesState,
  type Session,
  toFailure,
} from "../../ipc";
import { notices, session } from "../../session";
import { t } from "./messages";

export class Networks {
  rules = $state.raw<RulesState[] | null>(null);
  own = $state.raw<OwnNetwork[]>([]);
  presets = $state.raw<OwnNetwork[]>([]);
  failure = $state.raw<CallFailure | null>(null);
  /** Why a network could not be removed, by its id. */
  refused = $state.raw<Record<string, CallFailure>>({});
  importing = $state(false);
  /** Why a file of rules could not be read in. */
  importFailure = $state.raw<CallFailure | null>(null);

  /** The networks of the program; those defined here stand in their own list. */
  readonly known = $derived((this.rules ?? []).filter((rule) => !this.own.some((it) => it.id === rule.network)));

  async load(): Promise<void> {
    try {
      const [rules, own, presets] = await Promise.all([
        call("list_rules", {}),
        call("list_own_networks", {}),
        call("own_network_presets", {}),
      ]);
      [this.rules, this.own, this.presets, this.failure] = [rules, own, presets, null];
    } catch (thrown) {
      this.failure = toFailure(thrown);
    }
  }

  async importFile(): Promise<void> {
    this.importing = true;
    this.importFailure = null;
    try {
      const imported = await importRules();
      if (imported) notices.sayUndoable(t.rulesImported(imported.networks.join(", ")));
      if (imported) await this.learn(await call("get_session", {}));
    } catch (thrown) {
      this.importFailure = toFailure(thrown);
    } finally {
      this.importing = false;
    }
  }

  /** Goes back to the rules of the program. */
  async forget({ network, name }: RulesState): Promise<void> {
    try {
      await this.learn(await call("forget_rules", { id: network }));
      notices.sayUndoable(t.rulesForgotten(name));
    } catch (thrown) {
      notices.sayFailure(thrown);
    }
  }

  /** Keeps a definition; where that fails, the failure is given for the form to say. */
  async save(network: OwnNetwork): Promise<CallFailure | null> {
    try {
      await this.learn(await call("save_own_network", { network }));
      return null;
    } catch (thrown) {
      return toFailure(thrown);
    }
  }

  async remove({ id, name }: OwnNetwork): Promise<void> {
    this.refused = {};
    try {
      await this.learn(await call("remove_own_network", { id }));
      notices.sayUndoable(t.networkRemoved(name));
    } catch (thrown) {
      this.refused = { [id]: toFailure(thrown) };
    }
  }

  private async learn(snapshot: Session): Promise<void> {
    session.take(snapshot);
    await this.load();
  }
}
