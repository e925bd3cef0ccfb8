# title: short options and the old commands
# from: six-ways
docker rm -f web dashboard noted lucky shy
docker run -dp 8080:80/tcp --name public nginx:alpine
docker run -d --name private -p 127.0.0.1:8081:80 nginx:alpine
docker run -d --name lottery -p 80 nginx:alpine
docker run -d --name silent --expose=8000/tcp httpd
docker run -d --name island --net none alpine sleep 100000
docker run -d --name metrics --net host grafana/grafana
