// The reader's place in the classroom, kept in step with the address bar.
import { formatRoute, parseRoute, type Route } from './route.ts';

class Place {
  route = $state.raw<Route>(parseRoute(location.hash));

  constructor() {
    addEventListener('hashchange', () => {
      this.route = parseRoute(location.hash);
    });
  }

  /** Goes somewhere; the way back is the browser's. */
  go(route: Route): void {
    location.hash = formatRoute(route);
    this.route = route;
  }

  /** As `go`, but in place of where one is: the way back leads to what was before. */
  replace(route: Route): void {
    history.replaceState(history.state, '', formatRoute(route));
    this.route = route;
  }
}

export const place = new Place();
