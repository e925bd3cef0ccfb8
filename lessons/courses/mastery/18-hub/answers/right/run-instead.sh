# title: run pulls, too
# from: choose
docker run -d mongo:6.0.5
docker run --rm python:3.12-alpine python --version
echo 16.2-alpine > twins.txt
echo alpine >> twins.txt
