# title: the whole lesson in the old commands
docker create --name web -p 8080:80 nginx
docker ps -a; docker start web
docker pause web; docker unpause web
docker stop web; docker start web; docker kill -s KILL web
docker run -d --name nap alpine sleep 500; docker stop -t 1 nap
answer term 143
docker restart web; docker ps -aq
docker container prune --force
docker ps -aq | xargs docker rm -f
docker create --name egg nginx
docker run -d --name cake nginx
docker run -d --name tea nginx; docker pause tea
docker run --name toast ubuntu true
docker run -d --name coal nginx; docker kill coal
docker run --rm --name ghost ubuntu true
