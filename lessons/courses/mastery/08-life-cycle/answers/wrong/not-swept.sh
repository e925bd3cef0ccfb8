# title: the containers of the lesson were removed by hand, and one was left
# fails: pruned all-gone egg cake tea toast coal ghost no-others
# says: should not be there
docker create --name web -p 8080:80 nginx
docker start web
docker pause web; docker unpause web
docker stop web; docker start web; docker kill web
docker run -d --name nap alpine sleep 500; docker stop -t 1 nap
answer term 143
docker restart web; docker ps -aq
docker rm nap
