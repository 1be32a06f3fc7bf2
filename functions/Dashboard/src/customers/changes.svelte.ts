/** That something of a customer was changed on these pages: whatever is shown of the customer is read anew. */
class Changes {
  #count = $state(0);

  /** To be called where something is read that such a change may concern. */
  follow(): void {
    void this.#count;
  }

  note = (): void => {
    this.#count++;
  };
}

export const changes = new Changes();
