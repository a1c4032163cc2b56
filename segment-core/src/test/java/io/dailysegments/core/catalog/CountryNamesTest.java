package io.dailysegments.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dailysegments.core.catalog.CountryNames.Country;
import io.dailysegments.core.problem.DefinitionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CountryNamesTest {

  private static final Path SHIPPED = Path.of("..", "conf", "catalog", "countries.csv");

  @TempDir private Path folder;

  @Test
  void thereAre249CountriesInTheOrderOfTheirCodes() throws IOException {
    List<String> codes =
        Files.readAllLines(SHIPPED).stream().skip(1).map(line -> line.substring(0, 2)).toList();

    assertThat(codes).hasSize(249).isSorted();
    assertThat(CountryNames.load(SHIPPED).countries())
        .extracting(Country::code)
        .containsExactlyElementsOf(codes);
  }

  @Test
  void countriesAreFoundByCode() {
    CountryNames names = CountryNames.load(SHIPPED);

    assertThat(names.find("DE")).hasValue(new Country("DE", "Germany", "德国"));
    assertThat(names.find("CN")).hasValue(new Country("CN", "China", "中国"));
    assertThat(names.find("AG")).hasValue(new Country("AG", "Antigua & Barbuda", "安提瓜和巴布达"));
    assertThat(names.find("CI")).hasValue(new Country("CI", "Côte d’Ivoire", "科特迪瓦"));
    assertThat(names.find("XK")).isEmpty();
    assertThat(names.find("de")).isEmpty();
  }

  /** Other Java versions carry other names: that is why they are kept as data. */
  @Test
  void namesAreThoseOfJava17() {
    if (Runtime.version().feature() != 17) {
      return;
    }
    assertThat(CountryNames.load(SHIPPED).countries())
        .containsExactlyElementsOf(
            Stream.of(Locale.getISOCountries()).sorted().map(CountryNamesTest::ofJava).toList());
  }

  @Test
  void quotedFieldsMayHoldCommasQuotesAndLines() throws IOException {
    CountryNames names =
        load("code,name_en,name_zh\r\nAA,\"a, \"\"b\"\"\",\"c\r\nd\"\r\n\r\nBB,e,f");

    assertThat(names.countries())
        .containsExactly(new Country("AA", "a, \"b\"", "c\r\nd"), new Country("BB", "e", "f"));
  }

  @Test
  void everyBadRowIsNamedByItsLine() {
    assertThatThrownBy(
            () ->
                load("code,name_en,name_zh\nAA,a\nbb,b,b\nCC,,c\nDD,\"d\n\",d\nDD,e,e\nEE,e,e,\n"))
        .isInstanceOf(DefinitionException.class)
        .hasMessage(
            String.join(
                "\n",
                file() + ":2:1: a row has 3 fields, this one has 2",
                file() + ":3:1: a code is two capital letters, not 'bb'",
                file() + ":4:1: a name of CC is empty",
                file() + ":7:1: code 'DD' stands here twice",
                file() + ":8:1: a row has 3 fields, this one has 4"));
  }

  @Test
  void aQuoteThatIsNotClosedIsNamedByItsPlace() {
    assertThatThrownBy(() -> load("code,name_en,name_zh\nAA,\"a,b\nBB,b,b\n"))
        .isInstanceOf(DefinitionException.class)
        .hasMessage(file() + ":2:4: the quote that opens here is not closed: add a \"");
  }

  @Test
  void anotherHeaderIsRefused() {
    assertThatThrownBy(() -> load("code;name\n"))
        .hasMessage(file() + ":1:1: the header must be code,name_en,name_zh");
    assertThatThrownBy(() -> load(""))
        .hasMessage(file() + ":1:1: the header must be code,name_en,name_zh");
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatThrownBy(() -> CountryNames.load(file()))
        .isInstanceOf(DefinitionException.class)
        .hasMessageStartingWith(file() + ":1:1: cannot read the names of countries: ");
  }

  private Path file() {
    return folder.resolve("c.csv");
  }

  private CountryNames load(String text) throws IOException {
    Files.writeString(file(), text);
    return CountryNames.load(file());
  }

  private static Country ofJava(String code) {
    Locale country = new Locale("", code);
    return new Country(
        code,
        country.getDisplayCountry(Locale.ENGLISH),
        country.getDisplayCountry(Locale.SIMPLIFIED_CHINESE));
  }
}
