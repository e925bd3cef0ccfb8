# title: every address spelt out
# from: six-ways
docker container rm -f web dashboard noted lucky shy
docker container run -d --name public --publish 0.0.0.0:8080:80 --publish [::]:8080:80 nginx:alpine
docker container run -d --name private --publish 127.0.0.1:8081:80/tcp nginx:alpine
docker container run -d --name lottery --publish 0:80 nginx:alpine
docker container run -d --name silent --expose 8000 httpd
docker container run -d --name island --network none alpine sleep 100000
docker container run -d --name metrics --network host grafana/grafana
