"""What a city offers a person at a keyboard: promises to look at, verdicts to pick from, files to take away."""


class AtHand:
    """Displays, selections and exports of the city the class is mixed into; frames that come out are plain pandas."""

    # Promises that `redefined` has changed; everything that leaves the city names them.
    redefinitions = ()

    def verdict(self, commitment_id, reading=None, chance=True):
        """The row of `status` of one promise by itself, a dict; without `chance` no probability is worked out.

        Example: `city.verdict("C005", reading="cr3")["status"]`.
        """
        self._commitment(commitment_id, reading)
        return self._verdict(self.policy.commitments[commitment_id], reading, chance)

    def commitment(self, commitment_id, reading=None, lang=None):
        """One promise and where it stands, as a `desk.promise.Promise`; a notebook shows it as a card.

        Example: `city.commitment("C006", lang="en").sentence`.
        """
        from analysis.desk.promise import promise_of

        return promise_of(self, commitment_id, reading, lang)

    @property
    def commitments(self):
        """Every promise by its id, with completion. Example: `city.commitments.C006.verdict`."""
        from analysis.desk.promise import Promises

        return Promises(self)

    def verdicts(self, *, lang=None, **conditions):
        """One row a promise, words and numbers; conditions are cluster, district, status, kind and clause.

        Example: `city.verdicts(cluster="tobacco", status=["missed", "off_track"])`.
        """
        from analysis.desk.selections import verdicts

        return verdicts(self, lang=lang, **conditions)

    def redefined(self, commitment_id, **changes):
        """The same city with one promise defined otherwise: keys of commitments.yaml, such as a target.

        Example: `city.redefined("C006", at_least={"value": 260, "unit": "亿元"}).commitment("C006")`.
        """
        from analysis.desk.definition import redefined

        return redefined(self, commitment_id, **changes)

    def to_excel(self, path, **options):
        """Writes tables of the city to a new .xlsx with formats, units and notes; gives the Path back.

        Options are those of `exports.city_workbook.city_to_excel`: tables, lang, overwrite, enterprises.
        Example: `city.to_excel("tobacco.xlsx", tables=["verdicts", "cluster_year"], lang="en")`.
        """
        from analysis.exports.city_workbook import city_to_excel

        return city_to_excel(self, path, **options)

    def _repr_html_(self):
        from analysis.desk.cards import city_card

        return city_card(self)
