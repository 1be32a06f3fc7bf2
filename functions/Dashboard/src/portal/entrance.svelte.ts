import { usePortal } from '../api/client';
import { Problem } from '../api/problem';
import { router } from '../shell/router.svelte';

/** How a customer came in: by a link, or by an address that was open before. */
class Entrance {
  /** The subscription whose portal is open; undefined where none is. */
  subscription = $state<string>();
  /** Why none is. */
  closed = $state('');

  async enter(): Promise<void> {
    const link = router.path[0] === 'open' ? router.query.get('link') : null;
    if (!link) {
      this.#use(router.path[0]);
      return;
    }

    try {
      const subscription = await this.#redeem(link);
      // The link is used up: it is not to stand in the history.
      history.replaceState(null, '', `#/${subscription}`);
      this.#use(subscription);
    } catch (thrown) {
      this.closed = Problem.from(thrown).message;
    }
  }

  async leave(): Promise<void> {
    await fetch('session', { method: 'DELETE', headers: { 'Tally-Portal': this.subscription! } });
    this.#close('You have signed out. To come back, ask for another link where you got yours.');
  }

  /** The subscription that a link lets in to. */
  async #redeem(link: string): Promise<string> {
    const response = await fetch('session', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ link }),
    });
    if (response.ok) {
      return ((await response.json()) as { subscriptionId: string }).subscriptionId;
    }

    // Whoever clicks the link in a mail again is let in by the session that stands; the link tells whose it is.
    const problem = await Problem.of(response);
    const subscription = `sub_${link.split('-')[0]}`;
    if (problem.code === 'SIGN_IN_LINK_USED' && (await fetch(`api?${new URLSearchParams({ portal: subscription })}`)).ok) {
      return subscription;
    }
    throw problem;
  }

  #use(subscription: string | undefined): void {
    if (subscription?.startsWith('sub_')) {
      this.subscription = subscription;
      usePortal(subscription, () => this.#close('Your link is no longer good: its time is over, or it was called back. Ask for another one where you got it.'));
    } else {
      this.#close('Open the link that you were given: this page is for the one whom it was made for.');
    }
  }

  #close(why: string): void {
    this.subscription = undefined;
    this.closed = why;
  }
}

export const entrance = new Entrance();
