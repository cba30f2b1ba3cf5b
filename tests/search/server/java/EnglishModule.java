package moothall;

import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.snowball.SnowballFilter;
import org.elasticsearch.index.analysis.PreConfiguredTokenFilter;
import org.elasticsearch.index.analysis.TokenFilterFactory;
import org.elasticsearch.indices.analysis.AnalysisModule.AnalysisProvider;
import org.elasticsearch.plugins.AnalysisPlugin;
import org.elasticsearch.plugins.Plugin;

/**
 * The two filters that the backend's index needs and the server's core lacks, under the names that the full server has
 * for them: "asciifolding", and "stemmer" for the language "porter2".
 */
public final class EnglishModule extends Plugin implements AnalysisPlugin {
  @Override
  public List<PreConfiguredTokenFilter> getPreConfiguredTokenFilters() {
    return List.of(PreConfiguredTokenFilter.singleton("asciifolding", true, ASCIIFoldingFilter::new));
  }

  @Override
  public Map<String, AnalysisProvider<TokenFilterFactory>> getTokenFilters() {
    return Map.of("stemmer", (index, environment, name, settings) -> new Stemmer(name, settings.get("language")));
  }

  private record Stemmer(String name, String language) implements TokenFilterFactory {
    @Override
    public TokenStream create(TokenStream words) {
      if (!"porter2".equals(language)) {
        throw new IllegalArgumentException("This stemmer knows porter2 alone.");
      }
      return new SnowballFilter(words, "English");
    }
  }
}
